import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const DATABASE = ['src/kernel/testing/server.ts'];

/**
 * The public log publishes what no open transaction of the server can come before, whichever database it is in: these
 * wait for nobody else's only on a server of their own.
 */
const LOG = [
  'src/kernel/log/**/*.test.ts',
  'src/proof/**/*.test.ts',
  'src/cases/receipts.test.ts',
  'src/information-requests/web.test.ts',
];

export default defineConfig({
  oxc: { jsx: { development: false } },
  test: {
    // A busy machine must not turn a test red; how fast things are is what `bench` asks.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    passWithNoTests: false,
    // Tests wait for the database and for time to pass; without it, two processors would run one file at a time.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    // Files share the modules of their worker: to load the program anew for each of a hundred and fifty files took longer
    // than the tests. What a file sets for the whole process it sets back.
    projects: [
      {
        extends: true,
        test: { name: 'src', isolate: false, include: ['src/**/*.test.{ts,tsx}'], exclude: LOG, globalSetup: DATABASE },
      },
      {
        extends: true,
        test: { name: 'log', isolate: false, include: LOG, globalSetup: DATABASE, fileParallelism: false },
      },
      {
        extends: true,
        test: {
          name: 'gates',
          isolate: false,
          env: { NODE_ENV: 'production' },
          include: ['tests/{gates,access,fuzz,sealing}/**/*.test.ts'],
          globalSetup: DATABASE,
        },
      },
      // Browsers and storms, on the built program: two files at a time, for each waits for its program and its pages most
      // of the time, and each program has a folder and a port of its own.
      {
        extends: true,
        test: {
          name: 'journeys',
          env: { NODE_ENV: 'production' },
          include: ['tests/{journeys,chaos}/**/*.test.ts'],
          globalSetup: ['tests/journeys/support/seeded.ts', ...DATABASE],
          maxWorkers: 2,
          testTimeout: 300_000,
          hookTimeout: 300_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
