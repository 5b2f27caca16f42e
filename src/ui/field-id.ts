/** The id of the input with that name: `members[0].name` → `f-members-0-name`. */
export const fieldId = (name: string): string => `f-${name.replace(/\]/g, '').replace(/[^A-Za-z0-9_-]+/g, '-')}`;
