const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: '^(src-|e2e/|bench/|tools/)', pathNot: allowed },
});

/** Tests of the core and what only they use; they talk to the local upstream over HTTP. */
const CORE_TESTS = [
  '^src-main/core/.*\\.test\\.ts$',
  '^src-main/core/.*test-[^/]+\\.ts$',
  '^src-main/core/soak/',
];

/** The house rules of imports: who may lean on whom. */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: { path: '^(src-|e2e/|bench/)' },
      to: { couldNotResolve: true, pathNot: '\\?(url|raw|worker)' },
    },
    only('contract-imports-nothing-of-ours', '^src-shared/contract/', '^src-shared/contract/'),
    only('pdf-imports-nothing-of-ours', '^src-shared/pdf/', '^src-shared/pdf/'),
    only('query-imports-the-contract', '^src-shared/query/', '^src-shared/(query|contract)/'),
    only(
      'sqlite-storage-imports-nothing-of-ours',
      '^src-main/core/store/sqlite/',
      '^src-main/core/store/sqlite/',
    ),
    {
      ...only('core-imports-shared', '^src-main/core/', '^(src-main/core/|src-shared/)'),
      from: { path: '^src-main/core/', pathNot: CORE_TESTS },
    },
    only(
      'core-tests-import-the-local-upstream',
      CORE_TESTS,
      '^(src-main/core/|src-main/demo/index\\.ts$|src-shared/)',
    ),
    only('demo-imports-shared', '^src-main/demo/', '^(src-main/demo/|src-shared/)'),
    only(
      'electron-imports-core-face',
      '^src-main/electron/',
      '^(src-main/electron/|src-main/core/index\\.ts$|src-main/demo/index\\.ts$|src-shared/)',
    ),
    only(
      'browser-imports-core-face',
      '^src-main/browser/',
      '^(src-main/browser/|src-main/core/index\\.ts$|src-main/demo/index\\.ts$|src-shared/)',
    ),
    only(
      'cli-imports-faces',
      '^src-main/cli/',
      '^(src-main/cli/|src-main/core/index\\.ts$|src-main/browser/index\\.ts$|src-main/demo/index\\.ts$|src-shared/)',
    ),
    only('renderer-imports-shared', '^src-renderer/', '^(src-renderer/|src-shared/)'),
    // Servers that machines meet at are the same as in the core's tests.
    only(
      'e2e-imports',
      '^e2e/',
      '^(e2e/|src-shared/|src-main/demo/|tools/lib/|src-main/core/sync/targets/test-[^/]+-server\\.ts$)',
    ),
    {
      name: 'capabilities-meet-at-their-faces',
      comment: 'A folder of the core is used through its index.ts.',
      severity: 'error',
      from: { path: '^src-main/core/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^src-main/core/[^/]+/',
        pathNot: ['^src-main/core/$1/', '^src-main/core/[^/]+/index\\.ts$'],
      },
    },
    {
      name: 'shared-is-pure',
      severity: 'error',
      from: { path: '^src-shared/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'renderer-has-no-node',
      severity: 'error',
      from: { path: '^src-renderer/', pathNot: '\\.test\\.tsx?$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'transport-in-one-place',
      severity: 'error',
      from: { path: '^src-renderer/', pathNot: ['^src-renderer/client', '\\.test\\.tsx?$'] },
      to: { path: 'node_modules/@orpc/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.css$' },
    // TypeScript 7 has no compiler API for dependency-cruiser to use.
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
