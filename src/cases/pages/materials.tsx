// Uploading materials of a draft, and what is still missing.
export {};
