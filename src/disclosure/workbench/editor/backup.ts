import { Content } from '../../contract.ts';

// What is not saved yet outlives a reload or a crash of the page: kept in this window only, and gone with it, since it
// may hold what belongs to persons.

const keyOf = (key: string | number): string => `mingtang.draft.${key}`;

type Backup = { readonly content: Content; readonly at: string };

export function keepBackup(key: string | number, content: Content): void {
  try {
    sessionStorage.setItem(keyOf(key), JSON.stringify({ content, at: new Date().toISOString() }));
  } catch {
    // A full store keeps nobody from writing.
  }
}

export const dropBackup = (key: string | number): void => sessionStorage.removeItem(keyOf(key));

export function backupOf(key: string | number): Backup | null {
  try {
    const { content, at } = JSON.parse(sessionStorage.getItem(keyOf(key)) ?? 'null') ?? {};
    const parsed = Content.partial({ title: true, node: true }).safeParse(content);
    return parsed.success && typeof at === 'string'
      ? { content: { ...parsed.data, title: content.title, node: content.node }, at }
      : null;
  } catch {
    return null;
  }
}
