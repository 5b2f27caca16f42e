// Sentences of the public pages of this module.
export {};
