const LINE_END = /\r\n|\r|\n/u;

/**
 * The rows of a text by RFC 4180: cells between commas, or tabs where the first line has them; in quotes a cell may hold
 * either, line ends and doubled quotes. An apostrophe that keeps a spreadsheet program from computing is taken off.
 */
export function csvRows(text: string): readonly (readonly string[])[] {
  const written = text.replace(/^\uFEFF/u, '');
  const [head = ''] = written.split(LINE_END);
  const comma = head.includes('\t') && !head.includes(',') ? '\t' : ',';
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  const endCell = (): void => {
    row.push(cell.replace(/^'(?=[=+\-@＝＋－＠])/u, '').trim());
    cell = '';
  };
  const endRow = (): void => {
    endCell();
    if (row.some((one) => one !== '')) rows.push(row);
    row = [];
  };
  for (let at = 0; at < written.length; at += 1) {
    const sign = written.charAt(at);
    const isDoubled = isQuoted && sign === '"' && written.charAt(at + 1) === '"';
    if (isDoubled) {
      cell += '"';
      at += 1;
    } else if (isQuoted) {
      if (sign === '"') isQuoted = false;
      else cell += sign;
    } else if (sign === '"' && cell.trim() === '') {
      cell = '';
      isQuoted = true;
    } else if (sign === comma) endCell();
    // The second of two signs that end a line ends an empty one, which is no row.
    else if (sign === '\n' || sign === '\r') endRow();
    else cell += sign;
  }
  endRow();
  return rows;
}
