const { transformSync } = require('esbuild');

/** TypeScript as Jest runs it; types are checked by `npm run typecheck`. */
module.exports = {
  process: (source, sourcefile) =>
    transformSync(source, { loader: 'ts', format: 'cjs', target: 'node20', sourcemap: 'inline', sourcefile }),
};
