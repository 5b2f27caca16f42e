// Pages on which somebody applies.
export {};
