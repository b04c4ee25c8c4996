/** @type {import('jest').Config} */
module.exports = {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/live/'],
  modulePathIgnorePatterns: ['<rootDir>/build/', '<rootDir>/dist/'],
  // What is written as users write it means the sources here, not what was built from them.
  moduleNameMapper: { '^big-data-cluster$': '<rootDir>/index.ts', '^big-data-cluster/environments$': '<rootDir>/environments/index.ts' },
  transform: { '\\.ts$': '<rootDir>/test/transform.js' },
  // Parts of Pulumi know each other by globals, which are otherwise taken away between files.
  testEnvironmentOptions: { globalsCleanup: 'off' },
  // Transpiling is a second per run otherwise.
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
};
