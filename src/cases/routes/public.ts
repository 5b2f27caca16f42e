// All public pages of this module.
export {};
