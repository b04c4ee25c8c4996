/** @type {import('jest').Config} */
module.exports = {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/live/'],
  modulePathIgnorePatterns: ['<rootDir>/build/', '<rootDir>/dist/'],
  transform: { '\\.ts$': ['ts-jest', { diagnostics: false }] },
  // Transpiling is a second per run otherwise.
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
};
