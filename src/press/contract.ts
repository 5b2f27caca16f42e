/** How far a published document is explained. */
export const STANDINGS = ['lacking', 'broken', 'late', 'at-once', 'exempted'] as const;
export type Standing = (typeof STANDINGS)[number];

/** By what else a document was carried. */
export const OUTLETS = ['newspaper', 'broadcast', 'website', 'weixin', 'weibo', 'app', 'other'] as const;

/** What the look after some time found: understood, to be explained again, explained again meanwhile. */
export const OUTCOMES = ['understood', 'again', 'clarified'] as const;
