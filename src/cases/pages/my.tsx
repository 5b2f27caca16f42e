// My space: drafts, applications and notices.
export {};
