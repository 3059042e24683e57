/** What a person finds first in an archive of their data. */
export const README = `您在淡水城市錢包的個人資料
==========================

這份檔案是城市錢包保存的、與您有關的全部資料。每一項都有兩個檔案：.json 供程式讀取，.csv 可用試算表開啟。

  profile          姓名、銀行帳號、電話號碼
  statement        錢包的每一筆收支與餘額（來自總帳）
  payments 等      付款、請款、退款、同意紀錄、轉帳、收款請求、儲值
  devices 等       裝置、登入、工作階段、PIN 設定時間（不含 PIN 本身）
  limits, freezes  額度與凍結紀錄
  record-accesses  誰在何時、為了什麼目的讀取了您的資料
  exports, closings, events  匯出、關閉錢包與通知的紀錄

不在其中的：金鑰、密碼與 PIN 的雜湊值（那是密鑰，不是資料），以及其他人的資料（轉帳對象只顯示遮蔽後的姓名）。

如何確認檔案沒有被更改
----------------------
manifest.json 列出每個檔案的 SHA-256；manifest.sig 是對 manifest.json 的 Ed25519 簽章（64 位元組）。
公鑰公布於 /v1/data-export-keys，編號是 manifest.json 中的 key_id。步驟見下方英文說明。

請妥善保存本檔案：任何取得它的人都能讀取您的資料。


Your data in the Tamsui city wallet
===================================

This archive is all that the city wallet keeps about you. Each part comes twice: .json for programs and .csv for
spreadsheets.

  profile          name, bank account, phone number
  statement        every line of your wallet with the balance after it, from the ledger
  payments etc.    payments, captures, refunds, consents, transfers, money requests, top-ups
  devices etc.     devices, sign-ins, sessions, when the PIN was set (not the PIN)
  limits, freezes  what the wallet may do, and when it was frozen
  record-accesses  who has read what is known of you, when and why
  exports, closings, events  copies like this one, the closing of the wallet, and what you were told

Not in it: keys and hashes of secrets, which are no data about you, and the data of other people (whom you sent money
to is named by a masked name).

How to tell that nothing was changed
------------------------------------
manifest.json has the SHA-256 of every file; manifest.sig is an Ed25519 signature (RFC 8032, 64 bytes) of manifest.json.
The public keys are at /v1/data-export-keys (RFC 8037); take the one whose kid is the key_id of the manifest.

  1. Make a key file of its x. It is 32 bytes in base64url; with 12 bytes before it, it is a key that OpenSSL reads:
       x=...the member x...
       (printf '302a300506032b6570032100' | xxd -r -p; printf '%s=' "$x" | tr '_-' '/+' | base64 -d) > key.der
  2. Check the signature of the manifest:
       openssl pkeyutl -verify -pubin -keyform DER -inkey key.der -rawin -in manifest.json -sigfile manifest.sig
  3. Compare each file with the manifest:
       sha256sum *.json *.csv README.txt

Keep this archive safe: whoever has it can read it.
`;
