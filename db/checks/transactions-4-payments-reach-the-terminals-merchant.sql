-- Each listed payment went to the merchant whose terminal asked for it, from a wallet.
select payment.id, payment.terminal_id
from transactions.payments payment
left join transactions.terminals terminal on terminal.id = payment.terminal_id
left join transactions.stores store on store.id = terminal.store_id
left join transactions.merchants merchant on merchant.id = store.merchant_id
left join transactions.wallets wallet on wallet.account = payment.wallet_account
where merchant.payable_account is distinct from payment.payable_account or wallet.id is null;
