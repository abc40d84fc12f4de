export { createConsole } from './console-application.js';
export type { ConsoleOptions } from './console-options.js';
export { Views } from './frame/views.js';
export { projectFolder } from './places.js';
export { builtAssets, type Assets } from './frame/assets.js';
