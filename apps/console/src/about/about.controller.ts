import { Public } from '@goldenthread/access';
import { Controller, Get } from '@nestjs/common';
import { Page } from '../frame/page.js';
import { paths } from '../paths.js';

/** What everyone may know of this service. */
@Controller()
export class AboutController {
  @Get(paths.accessibility)
  @Public('The law asks that everyone can read it')
  accessibility(): Page {
    return new Page('about/accessibility', { title: 'Accessibility statement' });
  }

  @Get(paths.privacy)
  @Public('The law asks that everyone can read it')
  privacy(): Page {
    return new Page('about/privacy', { title: 'Privacy notice' });
  }
}
