/** @type {import('jest').Config} */
module.exports = {
  ...require('./jest.config.js'),
  testMatch: ['<rootDir>/test/live/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  // The tests share one cluster and its files tell one story.
  maxWorkers: 1,
  testTimeout: 15 * 60 * 1000,
};
