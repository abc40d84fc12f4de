import { Public } from '@goldenthread/access';
import { RequestProblem } from '@goldenthread/http';
import { Controller, Get } from '@nestjs/common';
import { paths } from '../paths.js';

/** Where an address that cannot be read leads: to the page that says so. */
@Controller()
export class UnreadableController {
  /** @throws RequestProblem `url-unreadable`, always. */
  @Get(paths.unreadable)
  @Public('Nobody is asked who they are for a mistyped address')
  say(): never {
    throw new RequestProblem('url-unreadable');
  }
}
