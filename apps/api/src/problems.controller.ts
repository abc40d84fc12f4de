import { Public } from '@goldenthread/access';
import { REFUSAL_WORDS, RequestProblem, wordsOf } from '@goldenthread/http';
import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

/** What the `type` of every error answer leads to. */
@ApiTags('problems')
@Controller('api/v1/problems')
export class ProblemsController {
  @Get()
  @ApiOperation({ summary: 'Every code that an error answer can carry' })
  @Public('Explains error answers, to those who could not sign in too')
  list(): object {
    return { problems: Object.keys(REFUSAL_WORDS).map((code) => ({ code, ...summary(code) })) };
  }

  @Get(':code')
  @ApiOperation({ summary: 'What one code means' })
  @Public('Explains error answers, to those who could not sign in too')
  one(@Param('code') code: string): object {
    if (!Object.hasOwn(REFUSAL_WORDS, code)) throw new RequestProblem('no-such-page');
    return { code, ...summary(code) };
  }
}

function summary(code: string): { status: number; title: string } {
  const { status, title } = wordsOf(code);
  return { status, title };
}
