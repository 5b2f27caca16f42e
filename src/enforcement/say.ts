/** The sentence of a refusal of any module: what is refused among many is told row by row. */
export type Say = (code: string, details?: Readonly<Record<string, unknown>>) => string;
