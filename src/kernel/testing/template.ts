/** The migrated database that every test file gets a copy of. */
export const TEMPLATE = 'mingtang_template';

/** Somebody who can be the public role and no other, like the program's own visitor. */
export const VISITOR = 'mingtang_test_visitor';

declare module 'vitest' {
  interface ProvidedContext {
    /** A superuser's address of the database server of this run. */
    testServerUrl: string;
  }
}
