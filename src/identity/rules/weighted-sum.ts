/** Σ weight × value over characters valued by their place in `alphabet`; the core of every check character here. */
export function weightedSum(text: string, weights: readonly number[], alphabet: string): number {
  let sum = 0;
  weights.forEach((weight, i) => {
    sum += weight * alphabet.indexOf(text.charAt(i));
  });
  return sum;
}
