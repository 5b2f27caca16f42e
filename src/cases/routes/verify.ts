// Pages on which anybody checks a document.
export {};
