import { IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';

/** Which of their appointments a person acts in from now on. */
export class RoleForm {
  @IsUUID('all', { message: 'Choose the role you act in' })
  appointment: string;

  /** Where they were going. */
  @IsOptional()
  @IsString()
  @MaxLength(600)
  returnTo?: string;
}
