interface TestTransfer {
  readonly id: string;
  readonly amount: string;
  readonly to: string;
  readonly currency?: string;
}

interface TestFile {
  readonly messageId: string;
  readonly debtor: string;
  readonly transfers: readonly TestTransfer[];
  readonly count?: string;
  readonly sum?: string;
}

function sumOf(transfers: readonly TestTransfer[]): string {
  const cents = transfers.reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0);
  return (cents / 100).toFixed(2);
}

function transferXml({ id, amount, to, currency = 'TWD' }: TestTransfer): string {
  return `<CdtTrfTxInf><PmtId><InstrId>I-${id}</InstrId><EndToEndId>${id}</EndToEndId></PmtId>
    <Amt><InstdAmt Ccy="${currency}">${amount}</InstdAmt></Amt>
    <CdtrAgt><FinInstnId><ClrSysMmbId><MmbId>004</MmbId></ClrSysMmbId></FinInstnId></CdtrAgt>
    <Cdtr><Nm>魚丸 &amp; Co</Nm></Cdtr><CdtrAcct><Id><Othr><Id>${to}</Id></Othr></Id></CdtrAcct>
    <RmtInf><Ustrd>payout</Ustrd></RmtInf></CdtTrfTxInf>`;
}

/** A payment file as a customer would write it, with totals that a test may falsify. */
export function paymentFileXml({ messageId, debtor, transfers, count, sum }: TestFile): string {
  const totals = `<NbOfTxs>${count ?? transfers.length}</NbOfTxs><CtrlSum>${sum ?? sumOf(transfers)}</CtrlSum>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"><CstmrCdtTrfInitn>
  <GrpHdr><MsgId>${messageId}</MsgId><CreDtTm>2026-11-23T01:02:03Z</CreDtTm>${totals}<InitgPty><Nm>City</Nm></InitgPty></GrpHdr>
  <PmtInf><PmtInfId>${messageId}</PmtInfId><PmtMtd>TRF</PmtMtd>${totals}<ReqdExctnDt><Dt>2026-11-23</Dt></ReqdExctnDt>
    <Dbtr><Nm>City</Nm></Dbtr><DbtrAcct><Id><Othr><Id>${debtor}</Id></Othr></Id><Ccy>TWD</Ccy></DbtrAcct>
    <DbtrAgt><FinInstnId><ClrSysMmbId><MmbId>999</MmbId></ClrSysMmbId></FinInstnId></DbtrAgt>
    ${transfers.map(transferXml).join('\n')}
  </PmtInf></CstmrCdtTrfInitn></Document>`;
}
