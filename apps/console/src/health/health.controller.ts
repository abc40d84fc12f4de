import { Public } from '@goldenthread/access';
import { Controller, Get } from '@nestjs/common';
import { paths } from '../paths.js';

/** For whoever keeps this program running where it runs by itself. */
@Controller()
export class HealthController {
  @Get(paths.live)
  @Public('A process supervisor has no account')
  live(): object {
    return { status: 'live' };
  }
}
