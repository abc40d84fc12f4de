import { Asking, Requires } from '@goldenthread/access';
import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';

@ApiTags('people')
@ApiBearerAuth()
@Controller('api/v1/me')
export class MeController {
  @Get()
  @Requires('me:read')
  me(@Asking() { person, appointment }: Asking): object {
    return { person: { id: person.id, name: person.name }, actingAs: appointment, appointments: person.appointments };
  }
}
