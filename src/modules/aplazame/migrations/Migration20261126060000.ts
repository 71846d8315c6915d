import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/**
 * Columns and a table that an existing store can be given while it sells: all of the columns may be empty, or have a default.
 * What Medusa's tables know of payments is filled in, where there are such tables.
 */
export class Migration20261126060000 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`alter table if exists "aplazame_order" add column if not exists "payment_id" text null, add column if not exists "customer_id" text null,
      add column if not exists "promotions_returned_at" timestamptz null, add column if not exists "placed_amount" integer null,
      add column if not exists "revision" integer not null default 0, add column if not exists "reconciled_at" timestamptz null;`);
    this.addSql(`alter table if exists "aplazame_operation" add column if not exists "failing_since" timestamptz null, add column if not exists "untold_since" timestamptz null;`);

    this.addSql(`update "aplazame_order" o set payment_id = p.payment_id from (select aplazame_order_id, max(payment_id) as payment_id from "aplazame_operation" where payment_id is not null group by aplazame_order_id) p where p.aplazame_order_id = o.id and o.payment_id is null and o.authorized_at is not null;`);
    this.addSql(`do $$ begin if to_regclass('payment') is not null then update "aplazame_order" o set payment_id = p.id from "payment" p where p.payment_session_id = o.payment_session_id and p.deleted_at is null and o.payment_id is null and o.authorized_at is not null; end if; end $$;`);

    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_order_payment_id" ON "aplazame_order" ("payment_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_order_to_reconcile" ON "aplazame_order" ("reconciled_at", "created_at") WHERE state = 'confirmed' AND deleted_at IS NULL;`);

    this.addSql(`create table if not exists "aplazame_cart_owner" ("id" text not null, "cart_id" text not null, "customer_id" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "aplazame_cart_owner_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_cart_owner_deleted_at" ON "aplazame_cart_owner" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_aplazame_cart_owner_cart_customer" ON "aplazame_cart_owner" ("cart_id", "customer_id") WHERE deleted_at IS NULL;`);

    this.addSql(`create table if not exists "aplazame_event" ("id" text not null, "sequence" serial, "name" text not null, "change_key" text not null,
      "aplazame_order_id" text null, "data" jsonb not null, "lease_until" timestamptz null, "emitted_at" timestamptz null,
      "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null,
      constraint "aplazame_event_pkey" primary key ("id"));`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_aplazame_event_change_key_unique" ON "aplazame_event" ("change_key") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_event_deleted_at" ON "aplazame_event" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_event_to_emit" ON "aplazame_event" ("sequence") WHERE emitted_at IS NULL AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_event_emitted" ON "aplazame_event" ("emitted_at") WHERE emitted_at IS NOT NULL AND deleted_at IS NULL;`);

    this.addSql(`alter table if exists "aplazame_problem" drop constraint if exists "aplazame_problem_kind_check";`);
    this.addSql(`alter table if exists "aplazame_problem" add constraint "aplazame_problem_kind_check" check("kind" in ('operation_undecided',
      'operation_refused', 'operation_exhausted', 'cancelled_order_credit_left', 'credit_lost_after_fulfilment', 'confirmed_without_order',
      'order_without_credit', 'amounts_differ', 'amounts_unknown', 'order_above_credit', 'order_below_credit', 'order_refunded_not_sent', 'sale_not_possible',
      'credit_not_captured', 'booking_failed', 'payment_cancelled_order_alive', 'completion_not_supported', 'notification_failed'));`);
    this.addSql(`alter table if exists "aplazame_notification" drop constraint if exists "aplazame_notification_state_check";`);
    this.addSql(`alter table if exists "aplazame_notification" add constraint "aplazame_notification_state_check" check("state" in ('received', 'applied', 'failed', 'closed'));`);
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "aplazame_notification" drop constraint if exists "aplazame_notification_state_check";`);
    this.addSql(`update "aplazame_notification" set state = 'failed' where state = 'closed';`);
    this.addSql(`alter table if exists "aplazame_notification" add constraint "aplazame_notification_state_check" check("state" in ('received', 'applied', 'failed'));`);
    this.addSql(`alter table if exists "aplazame_problem" drop constraint if exists "aplazame_problem_kind_check";`);
    this.addSql(`delete from "aplazame_problem" where kind in ('order_below_credit', 'order_refunded_not_sent', 'sale_not_possible', 'credit_not_captured', 'booking_failed', 'completion_not_supported');`);
    this.addSql(`alter table if exists "aplazame_problem" add constraint "aplazame_problem_kind_check" check("kind" in ('operation_undecided',
      'operation_refused', 'operation_exhausted', 'cancelled_order_credit_left', 'credit_lost_after_fulfilment', 'confirmed_without_order',
      'order_without_credit', 'amounts_differ', 'amounts_unknown', 'order_above_credit', 'payment_cancelled_order_alive', 'notification_failed'));`);

    this.addSql(`drop table if exists "aplazame_event" cascade;`);
    this.addSql(`drop index if exists "IDX_aplazame_order_payment_id";`);
    this.addSql(`drop index if exists "IDX_aplazame_order_to_reconcile";`);
    this.addSql(`alter table if exists "aplazame_order" drop column if exists "payment_id", drop column if exists "customer_id", drop column if exists "promotions_returned_at", drop column if exists "placed_amount", drop column if exists "revision", drop column if exists "reconciled_at";`);
    this.addSql(`drop table if exists "aplazame_cart_owner" cascade;`);
    this.addSql(`alter table if exists "aplazame_operation" drop column if exists "failing_since", drop column if exists "untold_since";`);
  }

}
