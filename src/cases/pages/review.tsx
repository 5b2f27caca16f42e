// All answers once more before they are sent, with the declaration.
export {};
