import type { RegisterFile } from '../src/domain/register-file.js';
import { barkingAndDagenham } from './barking-and-dagenham.register.js';
import { bodies } from './bodies.register.js';
import { essex } from './essex.register.js';
import { footprints } from './footprints.register.js';
import { haveringAndRedbridge } from './havering-and-redbridge.register.js';
import { southend } from './southend.register.js';
import { thurrock } from './thurrock.register.js';

/** Every register of real partnerships that this project holds, as published: imported together. */
export const publishedRegisters: readonly RegisterFile[] = [
  bodies,
  essex,
  thurrock,
  southend,
  barkingAndDagenham,
  haveringAndRedbridge,
  footprints,
];
