import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface PdfText {
  readonly text: string;
  /** In points from the left edge. */
  readonly left: number;
  readonly right: number;
}

/** Reads what a PDF says, page by page, with a reader that knows nothing of the one who wrote it. */
export async function readPdf(bytes: Uint8Array): Promise<PdfText[][]> {
  const document = await getDocument({ data: bytes, verbosity: 0 }).promise;
  const pages: PdfText[][] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    pages.push(
      items.flatMap((item) => {
        if (!('str' in item) || item.str.trim() === '') return [];
        const left = Number(item.transform[4]);
        return [{ text: item.str, left, right: left + item.width }];
      }),
    );
  }
  await document.destroy();
  return pages;
}
