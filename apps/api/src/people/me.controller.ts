import { Asking, Requires } from '@goldenthread/access';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

@ApiTags('people')
@Controller('api/v1/me')
export class MeController {
  @Get()
  @ApiOperation({ summary: 'Who you are here, and which role you act in' })
  @Requires('me:read')
  me(@Asking() { person, appointment }: Asking): object {
    return { person: { id: person.id, name: person.name }, actingAs: appointment, appointments: person.appointments };
  }
}
