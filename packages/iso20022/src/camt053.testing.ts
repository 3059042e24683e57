/** A small statement as another bank would write it: prefixed elements, a batch entry, a reversal, a pending line. */
export const OTHER_BANKS_STATEMENT = `<?xml version="1.0" encoding="UTF-8"?>
<!-- a comment with a <tag> in it -->
<ns2:Document xmlns:ns2="urn:iso:std:iso:20022:tech:xsd:camt.053.001.10">
  <ns2:BkToCstmrStmt>
    <ns2:GrpHdr><ns2:MsgId>M1</ns2:MsgId><ns2:CreDtTm>2026-11-23T17:00:00+08:00</ns2:CreDtTm></ns2:GrpHdr>
    <ns2:Stmt>
      <ns2:Id>ST&amp;1</ns2:Id>
      <ns2:ElctrncSeqNb>42</ns2:ElctrncSeqNb>
      <ns2:CreDtTm>2026-11-23T17:00:00+08:00</ns2:CreDtTm>
      <ns2:Acct><ns2:Id><ns2:Othr><ns2:Id>0070001</ns2:Id></ns2:Othr></ns2:Id><ns2:Ccy>TWD</ns2:Ccy></ns2:Acct>
      <ns2:Bal>
        <ns2:Tp><ns2:CdOrPrtry><ns2:Cd>OPBD</ns2:Cd></ns2:CdOrPrtry></ns2:Tp>
        <ns2:Amt Ccy="TWD">100.5</ns2:Amt><ns2:CdtDbtInd>DBIT</ns2:CdtDbtInd>
        <ns2:Dt><ns2:Dt>2026-11-23</ns2:Dt></ns2:Dt>
      </ns2:Bal>
      <ns2:Bal>
        <ns2:Tp><ns2:CdOrPrtry><ns2:Cd>CLBD</ns2:Cd></ns2:CdOrPrtry></ns2:Tp>
        <ns2:Amt Ccy="TWD">149.50</ns2:Amt><ns2:CdtDbtInd>CRDT</ns2:CdtDbtInd>
        <ns2:Dt><ns2:Dt>2026-11-23</ns2:Dt></ns2:Dt>
      </ns2:Bal>
      <ns2:Ntry>
        <ns2:Amt Ccy="TWD">300</ns2:Amt><ns2:CdtDbtInd>CRDT</ns2:CdtDbtInd>
        <ns2:Sts><ns2:Cd>BOOK</ns2:Cd></ns2:Sts>
        <ns2:BookgDt><ns2:DtTm>2026-11-23T00:30:00+08:00</ns2:DtTm></ns2:BookgDt>
        <ns2:ValDt><ns2:Dt>2026-11-24</ns2:Dt></ns2:ValDt>
        <ns2:AcctSvcrRef>007</ns2:AcctSvcrRef>
        <ns2:BkTxCd><ns2:Domn><ns2:Cd>PMNT</ns2:Cd><ns2:Fmly><ns2:Cd>RCDT</ns2:Cd><ns2:SubFmlyCd>ESCT</ns2:SubFmlyCd></ns2:Fmly></ns2:Domn></ns2:BkTxCd>
        <ns2:NtryDtls>
          <ns2:Btch><ns2:PmtInfId>P9</ns2:PmtInfId><ns2:NbOfTxs>2</ns2:NbOfTxs></ns2:Btch>
          <ns2:TxDtls>
            <ns2:Refs><ns2:EndToEndId>1e3</ns2:EndToEndId></ns2:Refs><ns2:Amt Ccy="TWD">100</ns2:Amt>
            <ns2:RmtInf><ns2:Ustrd>first</ns2:Ustrd><ns2:Ustrd><![CDATA[a & b]]></ns2:Ustrd></ns2:RmtInf>
          </ns2:TxDtls>
          <ns2:TxDtls><ns2:Refs><ns2:EndToEndId>NOTPROVIDED</ns2:EndToEndId></ns2:Refs></ns2:TxDtls>
        </ns2:NtryDtls>
      </ns2:Ntry>
      <ns2:Ntry>
        <ns2:Amt Ccy="TWD">50.00</ns2:Amt><ns2:CdtDbtInd>DBIT</ns2:CdtDbtInd><ns2:RvslInd>true</ns2:RvslInd>
        <ns2:Sts><ns2:Cd>BOOK</ns2:Cd></ns2:Sts>
        <ns2:BkTxCd><ns2:Prtry><ns2:Cd>RET</ns2:Cd></ns2:Prtry></ns2:BkTxCd>
      </ns2:Ntry>
      <ns2:Ntry>
        <ns2:Amt Ccy="TWD">9999.99</ns2:Amt><ns2:CdtDbtInd>DBIT</ns2:CdtDbtInd>
        <ns2:Sts><ns2:Cd>PDNG</ns2:Cd></ns2:Sts>
        <ns2:BkTxCd/>
      </ns2:Ntry>
    </ns2:Stmt>
  </ns2:BkToCstmrStmt>
</ns2:Document>
`;
