// Withdrawing an application and discarding a draft, each with a question first.
export {};
