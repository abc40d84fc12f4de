export { createApi } from './api-application.js';
export { ApiModule, type ApiOptions } from './api.module.js';
