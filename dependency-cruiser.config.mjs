// The architecture, as it is checked. A folder of src may import the folders before it, never those after it.
const order = [
  'kernel',
  'ui',
  'demo-city', // facts only
  'identity',
  'screening', // reads what is to be published and what is
  'proof',
  'sites',
  'disclosure',
  'enforcement', // its results are publications
  'upward', // reports what is published, and what is not, to a superior
  'information-requests',
  'decisions',
  'press',
  'engagement',
  'service-items',
  'cases',
  'boards', // shows what those before it publish, on paper and on screens
  'consistency', // compares what those before it show with what stands
  'hall',
  'supervision',
  'operations',
  'assessment',
  'data-sharing',
  'sectors',
  'portal',
  'workbench-api',
  'screens',
  'replay',
];

/** Tests, what they share, and the pages that show every component to its makers. */
const TEST = '\\.test\\.tsx?$|(^|/)(testing|gallery)(\\.tsx?$|/)';
const WORKBENCH = '^src/workbench/|^src/[^/]+/workbench/';
/** Doors of the kernel: its index, its plain files (days, refusals) and the index of each part. */
const KERNEL_DOOR = '^src/kernel/([^/]+\\.tsx?$|[^/]+/index\\.ts$)';
const IMPURE = [
  '^src/kernel/(db|http|jobs|files|seal|testing)/',
  '^src/kernel/(create|package-root)\\.ts$',
  '^src/[^/]+/(repo|operations|routes|jobs|seed)(\\.tsx?$|/)',
  'node_modules/(pg|kysely|fastify|@fastify)/',
];
const PURE = '^src/(?!kernel/)[^/]+/(rules|pages|process|text|contract)(\\.tsx?$|/)';
const VALUES = { dependencyTypesNot: ['type-only'] };

const oneWay = order.map((folder, place) => ({
  name: `one-way-${folder}`,
  severity: 'error',
  from: { path: `^src/${folder}/`, pathNot: WORKBENCH },
  to: {
    path: `^src/(${[...order.slice(place + 1), 'doctor', 'workbench'].join('|')})/|^src/[^/]+$`.replace('(|', '('),
  },
}));

export default {
  forbidden: [
    ...oneWay,
    {
      name: 'known-folder',
      comment: 'every folder of src has its place in the order',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: `^src/(${order.join('|')}|doctor|workbench)/` },
      to: {},
    },
    {
      name: 'front-door',
      comment: 'modules meet at each other’s index.ts',
      severity: 'error',
      from: { path: '^src/([^/]+)/', pathNot: WORKBENCH },
      to: { path: '^src/[^/]+/', pathNot: ['^src/$1/', '^src/[^/]+/index\\.ts$', KERNEL_DOOR, TEST] },
    },
    {
      name: 'front-door-of-the-program',
      comment: 'so do main, cli and what they are made of',
      severity: 'error',
      from: { path: '^src/[^/]+$' },
      to: { path: '^src/[^/]+/', pathNot: ['^src/[^/]+/index\\.ts$', '^src/kernel/'] },
    },
    {
      name: 'pure-rules-and-pages',
      comment: 'facts in, answer out: no database, no network, no Node',
      severity: 'error',
      from: { path: PURE, pathNot: TEST },
      to: { path: IMPURE, ...VALUES },
    },
    {
      name: 'pure-rules-and-pages-without-node',
      severity: 'error',
      from: { path: PURE, pathNot: TEST },
      to: { dependencyTypes: ['core'], ...VALUES },
    },
    {
      name: 'workbench-in-the-browser',
      comment: 'staff screens know the wire and the words, not the server',
      severity: 'error',
      from: { path: WORKBENCH, pathNot: TEST },
      to: { path: [...IMPURE, '^src/[^/]+/index\\.ts$'], pathNot: WORKBENCH, ...VALUES },
    },
    {
      name: 'workbench-without-node',
      severity: 'error',
      from: { path: WORKBENCH, pathNot: TEST },
      to: { dependencyTypes: ['core'], ...VALUES },
    },
    {
      name: 'workbench-of-its-own-module',
      severity: 'error',
      from: { path: '^src/([^/]+)/workbench/' },
      to: {
        path: '^src/[^/]+/',
        pathNot: ['^src/$1/', '^src/workbench/', '^src/kernel/', '^src/ui/', '^src/[^/]+/(contract|text)\\.ts$'],
      },
    },
    {
      name: 'no-cycle',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-test-in-the-program',
      severity: 'error',
      from: { path: '^src/', pathNot: TEST },
      to: { path: TEST },
    },
    {
      name: 'no-development-package-in-the-program',
      comment: 'the workbench is bundled by Vite, so what it imports may be one',
      severity: 'error',
      from: { path: '^src/', pathNot: [TEST, WORKBENCH] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/@types/' },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
