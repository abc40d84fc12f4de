import { Requires } from '@goldenthread/access';
import { Controller, HttpCode, Post } from '@nestjs/common';
import { paths } from '../paths.js';

/** "Stay signed in": to be asked is to be active, so there is nothing left to do. */
@Controller()
export class StayingController {
  @Post(paths.stayingSignedIn)
  @HttpCode(204)
  @Requires('me:read')
  stay(): void {
    // The guard has looked the visit up.
  }
}
