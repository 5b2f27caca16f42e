// Public verification of documents.
export {};
