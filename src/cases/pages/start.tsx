// Start of an application: what the item is in one glance, the questions about the situation, the trimmed list of materials.
export {};
