// For `astro check`, which must know the office's actions: the configuration of the office build, whatever the environment.
process.env.MINGZHANG_TARGET = 'office';
const { default: config } = await import('../../astro.config.mjs');
export default config;
