// Lets plain Node run the TypeScript of this repository: `node --import ./test/support/typescript.mjs <file>.ts`. For
// programs that tests start outside Jest; what ships is compiled by the build.
import { register } from 'node:module';

register('./typescript-hooks.mjs', import.meta.url);
