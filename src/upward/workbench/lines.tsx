/** Plain words, a paragraph for each line; where a line begins tells it from its like. */
export const Lines = ({ text }: { readonly text: string }) => {
  let at = 0;
  const lines = text.split('\n').map((line) => {
    const begins = at;
    at += line.length + 1;
    return { begins, line };
  });
  return lines.map(({ begins, line }) => <p key={begins}>{line}</p>);
};
