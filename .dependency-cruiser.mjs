// Who may import whom. Each rule has an import in test/tidy/planted/imports.json that breaks it, and the check
// fails unless exactly that is caught: a rule that never fires protects nothing.

const TEST_FILES = String.raw`\.(test|testing|fixture)\.ts$|^services/[^/]+/src/testing/`;

/** Everything of ours, as paths below the root. */
const OURS = '^(packages|services|db|demo|verify|test|load-tests)/';

/** A package of npm, resolved or not: a fixture has no node_modules. */
const npm = (name) => `^${name}$|^${name}/|(^|/)node_modules/(@types/)?${name}/`;

/** `from` may import of our own house only itself and `allowed`. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: `^${from}/`, pathNot: TEST_FILES },
  to: { path: OURS, pathNot: [from, ...allowed].map((path) => `^${path}(/|$)`) },
});

/** Beside what it may import, a test may use the testing room, the migrations and a fixed set of builders. */
const FOR_TESTS = ['packages/testing', 'db'];
const LEAVES = ['packages/money', 'packages/ids', 'packages/errors'];

/** The wallet, the till and the shop's server of the day with the SDK. */
const SDK_APPS = String.raw`^test/flows/sdk-day/[^/]+-(app|server)\.ts$`;

const rules = [
  ...LEAVES.map((leaf) =>
    only(
      `${leaf.split('/')[1]}-imports-nothing-of-ours`,
      leaf,
      [],
      'It is the ground that the rest stands on.',
    ),
  ),
  only('book-is-pure', 'packages/book', LEAVES, 'The book has no I/O, so it can be simulated and replayed.'),
  only(
    'platform-knows-no-domain',
    'packages/platform',
    ['packages/errors', 'packages/ids'],
    'Money is not its business.',
  ),
  only(
    'ledger-client-is-a-client',
    'packages/ledger-client',
    [...LEAVES, 'packages/platform'],
    'It is the only way in.',
  ),
  only(
    'rule-packs-are-data',
    'packages/rule-packs',
    [...LEAVES, 'packages/ledger-client', 'packages/platform'],
    'Limits of a country, and the commands that set them.',
  ),
  only('emv-qr-is-bytes', 'packages/emv-qr', LEAVES, 'Bytes in, bytes out.'),
  only('iso20022-is-bytes', 'packages/iso20022', LEAVES, 'Bytes in, bytes out.'),
  only('db-stands-alone', 'db', [], 'Migrations must run when no service can.'),
  only(
    'testing-uses-no-service',
    'packages/testing',
    ['db', 'packages/platform', 'packages/local-city'],
    'Tests speak HTTP.',
  ),
  only(
    'local-city-uses-no-service',
    'packages/local-city',
    ['packages/ids', 'packages/money', 'db'],
    'It starts processes.',
  ),
  only(
    'notary-shares-no-rules',
    'services/notary',
    ['packages/ids', 'packages/errors', 'packages/platform'],
    'Who signs what the ledger says computes it anew.',
  ),
  only(
    'cli-is-an-integrator',
    'packages/cli',
    // The migrations' names tell the doctor whether a database is as old as the programs.
    ['packages/ids', 'packages/platform', 'packages/sdk', 'db'],
    'It is a stranger with an API key, as everybody who integrates.',
  ),
  only('sdk-stands-alone', 'packages/sdk', [], 'Integrators install it without the rest of the house.'),
  only('verify-imports-nothing-of-ours', 'verify', [], 'It would share the mistakes that it looks for.'),
  only('demo-speaks-http', 'demo', ['packages/money'], 'The demo is a stranger with an API key.'),
  only(
    'tests-speak-http',
    '(test/(?!simulation)[^/]+|load-tests)',
    // Chance that a seed decides is one thing in every room of tests.
    [...FOR_TESTS, 'packages/book', 'packages/local-city', 'packages/sdk', 'test/simulation/src/random.ts'],
    'A flow is what a user could do.',
  ),
  {
    name: 'apps-know-the-sdk-alone',
    comment: 'What the guides quote must be possible for somebody who has the SDK and nothing else.',
    severity: 'error',
    from: { path: SDK_APPS },
    to: { pathNot: `^packages/sdk/src/|${SDK_APPS}`, dependencyTypesNot: ['core'] },
  },
  // The one exception: the sequencer has no I/O of its own, and only the real one is worth simulating.
  only(
    'simulation-drives-the-core',
    'test/simulation',
    ['packages/book', 'services/ledger/src/sequencer'],
    'What is simulated must need no clock, no network and no database.',
  ),
  {
    name: 'a-service-never-imports-a-service',
    comment: 'Services meet over HTTP only.',
    severity: 'error',
    from: { path: '^services/([^/]+)/' },
    to: { path: '^services/', pathNot: '^services/$1/' },
  },
  {
    name: 'services-stand-below-nobody',
    comment: 'Nothing in packages or db may know a service.',
    severity: 'error',
    from: { path: '^(packages|db)/' },
    to: { path: '^(services|demo|verify|test|load-tests)/' },
  },
  {
    name: 'sandbox-bank-shares-money-alone',
    comment: 'It must be able to disagree with us.',
    severity: 'error',
    from: { path: '^services/sandbox-bank/', pathNot: TEST_FILES },
    to: { path: OURS, pathNot: '^(services/sandbox-bank|packages/money)/' },
  },
  {
    name: 'testing-is-for-tests',
    comment: 'What runs in production imports neither test machinery nor migrations.',
    severity: 'error',
    from: { path: '^(services|packages)/', pathNot: [TEST_FILES, '^packages/(testing|local-city|cli)/'] },
    to: { path: '^(packages/(testing|local-city)|db)/' },
  },
  {
    name: 'express-stays-at-the-rim',
    comment: 'Rules and use cases do not know HTTP.',
    severity: 'error',
    from: {
      path: OURS,
      pathNot: [
        String.raw`(-routes|/app)\.ts$`,
        String.raw`\.http\.test\.ts$`,
        '^(packages/platform|services/[^/]+)/src/http/',
      ],
    },
    to: { path: npm('express') },
  },
  {
    name: 'knex-stays-in-stores',
    comment: 'SQL is found in stores, one statement a function.',
    severity: 'error',
    from: {
      path: OURS,
      pathNot: [
        String.raw`-store\.ts$`,
        '/compose\\.ts$',
        '^packages/(platform/src/database|testing)/',
        '^services/sandbox-bank/src/database/',
        '^db/',
        TEST_FILES,
      ],
    },
    to: { path: npm('knex') },
  },
  {
    name: 'no-cycles',
    comment: 'Two files that need each other are one file, or three.',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
];

export default {
  forbidden: rules,
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/|^test/tidy/planted/' },
    // Types count: a type that comes from the wrong room couples just as much.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
