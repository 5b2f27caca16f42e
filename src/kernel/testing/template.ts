/** The migrated database that every test file gets a copy of. */
export const TEMPLATE = 'mingtang_template';

declare module 'vitest' {
  interface ProvidedContext {
    /** A superuser's address of the database server of this run. */
    testServerUrl: string;
  }
}
