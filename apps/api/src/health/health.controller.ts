import { Public } from '@goldenthread/access';
import { readModels, PLATFORM, type Platform } from '@goldenthread/runtime';
import { lagsOf, liveGenerations } from '@goldenthread/read-models';
import { Refusal } from '@goldenthread/event-sourcing';
import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

interface ViewLag {
  readonly view: string;
  readonly position: string;
  /** Left out where positions are not dense: they are then only comparable. */
  readonly eventsBehind?: number;
  /** The age of the oldest event that it does not show yet. */
  readonly secondsBehind: number;
  readonly stopped: boolean;
}

/** For whoever keeps this running; says nothing of what is recorded. */
@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(@Inject(PLATFORM) private readonly platform: Platform) {}

  @Get('live')
  @ApiOperation({ summary: 'Whether the program runs' })
  @Public('A process supervisor has no account')
  live(): object {
    return { status: 'live' };
  }

  @Get('ready')
  @ApiOperation({ summary: 'Whether it can take requests' })
  @Public('A load balancer has no account')
  async ready(): Promise<object> {
    const views = await this.lag().catch(() => undefined);
    if (!views || views.length <= readModels.length) throw new Refusal('views-behind');
    return { status: 'ready' };
  }

  @Get('lag')
  @ApiOperation({ summary: 'How far each view is behind the record' })
  @Public('A monitor has no account')
  async lagging(): Promise<object> {
    return { views: await this.lag() };
  }

  private async lag(): Promise<ViewLag[]> {
    const { store, clock, pools } = this.platform;
    return (await lagsOf(await liveGenerations(pools.reader), store, clock)).map(({ live, events, seconds }) => ({
      view: live.projection,
      position: String(live.checkpoint),
      ...(events === null ? {} : { eventsBehind: events }),
      secondsBehind: seconds,
      stopped: live.failure !== null,
    }));
  }
}
