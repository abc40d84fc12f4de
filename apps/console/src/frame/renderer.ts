import { Injectable } from '@nestjs/common';
import { paths } from '../paths.js';
import type { AssetAddress } from './assets.js';
import type { Frame } from './frame.js';
import type { PageHead } from './page.js';
import type { Views } from './views.js';

/** Lays a page out in its frame. */
@Injectable()
export class Renderer {
  constructor(
    private readonly views: Views,
    private readonly asset: AssetAddress,
  ) {}

  render(template: string, page: PageHead, frame: Frame): string {
    return this.views.render(template, { page, frame, paths, asset: this.asset });
  }
}
