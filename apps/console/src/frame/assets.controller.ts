import { Public } from '@goldenthread/access';
import { RequestProblem } from '@goldenthread/http';
import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { paths } from '../paths.js';
import type { Assets } from './assets.js';

export const ASSETS = Symbol('ASSETS');

/** Styles and scripts. A name stands for one content for ever, so browsers never ask twice. */
@Controller()
export class AssetsController {
  constructor(@Inject(ASSETS) private readonly assets: Assets) {}

  @Get(paths.asset(':file'))
  @Public('Pages look the same to everyone')
  async file(@Param('file') name: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const asset = this.assets.files.get(name);
    if (!asset) throw new RequestProblem('no-such-page');
    const isGzipped = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    void reply.type(asset.type).header('Cache-Control', 'public, max-age=31536000, immutable').header('Vary', 'Accept-Encoding');
    if (isGzipped) void reply.header('Content-Encoding', 'gzip');
    await reply.send(isGzipped ? asset.gzipped : asset.content);
  }
}
