-- What browsers were kept from doing by the policy of our pages, counted by day. Three words of closed lists: nobody is in it.
create table policy_reports (
  day date not null,
  directive text not null,
  blocked text not null,
  page text not null,
  times int not null check (times > 0),
  primary key (day, directive, blocked, page)
);
comment on table policy_reports is 'Nội dung bị trình duyệt chặn';
