//! The query functions: one file each, one registry.
//!
//! A new function is a file with its descriptor and code, and its two lines here (the module, the entry).

mod accumulate;
mod append_aggregation;
mod array_append;
mod array_contains;
mod array_dedup;
mod array_drop;
mod array_eval;
mod array_exists;
mod array_filter;
mod array_intersection;
mod array_length;
mod array_reduce_all;
mod array_reduce_column;
mod array_reduce_row;
mod array_regex;
mod array_rename;
mod array_sort;
mod array_union;
mod asn;
mod avg;
mod base64_decode;
mod base64_encode;
mod beta_param;
mod beta_repeating;
mod bitfield_extract_flags;
mod bitfield_extract_flags_as_array;
mod bitfield_extract_flags_as_string;
mod bucket;
mod call_function;
mod cidr;
mod coalesce;
mod collect;
mod community_id;
mod concat;
mod concat_array;
mod copy_event;
mod correlate;
mod count;
mod counter_as_rate;
mod create_events;
mod crypto_md5;
mod crypto_sha1;
mod crypto_sha256;
mod default;
mod define_table;
mod drop;
mod drop_event;
mod duration;
mod end;
mod eval;
mod event_field_count;
mod event_internals;
mod event_size;
mod explain_as_table;
mod fieldset;
mod fieldstats;
mod find_timestamp;
mod format;
mod format_duration;
mod format_time;
mod geography_distance;
mod geohash;
mod get_field;
mod group_by;
mod hash;
mod hash_match;
mod hash_rewrite;
mod head;
mod if_;
mod in_;
mod ioc_lookup;
mod ip_location;
mod join;
mod json_pretty_print;
mod kv_parse;
mod length;
mod lin_reg;
mod lower;
mod lowercase;
mod match_;
mod match_as_array;
mod math_abs;
mod math_arccos;
mod math_arcsin;
mod math_arctan;
mod math_arctan2;
mod math_ceil;
mod math_cos;
mod math_cosh;
mod math_deg2rad;
mod math_exp;
mod math_expm1;
mod math_floor;
mod math_log;
mod math_log10;
mod math_log1p;
mod math_log2;
mod math_mod;
mod math_pow;
mod math_rad2deg;
mod math_sin;
mod math_sinh;
mod math_spherical2cartesian;
mod math_sqrt;
mod math_tan;
mod math_tanh;
mod max;
mod min;
mod neighbor;
mod now;
mod object_array_eval;
mod object_array_exists;
mod parse_cef;
mod parse_csv;
mod parse_fixed_width;
mod parse_hex_string;
mod parse_int;
mod parse_json;
mod parse_leef;
mod parse_timestamp;
mod parse_uri;
mod parse_url;
mod parse_xml;
mod partition;
mod percentage;
mod percentile;
mod range;
mod rdns;
mod read_file;
mod read_persisted_aggregation;
mod regex;
mod remote_table;
mod rename;
mod replace;
mod reverse_dns;
mod round;
mod sample;
mod sankey;
mod select;
mod select_from_max;
mod select_from_min;
mod select_last;
mod self_join;
mod self_join_filter;
mod series;
mod session;
mod set_field;
mod set_time_interval;
mod shannon_entropy;
mod shared;
mod sliding_time_window;
mod sliding_window;
mod sort;
mod split;
mod split_string;
mod start;
mod stats;
mod std_dev;
mod strip_ansi_codes;
mod subnet;
mod sum;
mod table;
mod tail;
mod test;
mod text_contains;
mod text_edit_distance;
mod text_edit_distance_as_array;
mod text_ends_with;
mod text_length;
mod text_position_of;
mod text_starts_with;
mod text_substring;
mod text_trim;
mod time_chart;
mod time_day_of_month;
mod time_day_of_week;
mod time_day_of_week_name;
mod time_day_of_year;
mod time_hour;
mod time_millisecond;
mod time_minute;
mod time_month;
mod time_month_name;
mod time_second;
mod time_week_of_year;
mod time_year;
mod token_hash;
mod top;
mod transpose;
mod unit_convert;
mod upper;
mod url_decode;
mod url_encode;
mod wildcard;
mod window;
mod world_map;
mod write_json;
mod xml_pretty_print;

pub use regex::RegexExtract;
pub use shared::order::compare_values;

use crate::exec::Function;

/// Every function, ordered by file name.
pub static FUNCTIONS: &[&Function] = &[
    &accumulate::FUNCTION,
    &append_aggregation::FUNCTION,
    &array_append::FUNCTION,
    &array_contains::FUNCTION,
    &array_dedup::FUNCTION,
    &array_drop::FUNCTION,
    &array_eval::FUNCTION,
    &array_exists::FUNCTION,
    &array_filter::FUNCTION,
    &array_intersection::FUNCTION,
    &array_length::FUNCTION,
    &array_reduce_all::FUNCTION,
    &array_reduce_column::FUNCTION,
    &array_reduce_row::FUNCTION,
    &array_regex::FUNCTION,
    &array_rename::FUNCTION,
    &array_sort::FUNCTION,
    &array_union::FUNCTION,
    &asn::FUNCTION,
    &avg::FUNCTION,
    &base64_decode::FUNCTION,
    &base64_encode::FUNCTION,
    &beta_param::FUNCTION,
    &beta_repeating::FUNCTION,
    &bitfield_extract_flags::FUNCTION,
    &bitfield_extract_flags_as_array::FUNCTION,
    &bitfield_extract_flags_as_string::FUNCTION,
    &bucket::FUNCTION,
    &call_function::FUNCTION,
    &cidr::FUNCTION,
    &coalesce::FUNCTION,
    &collect::FUNCTION,
    &community_id::FUNCTION,
    &concat::FUNCTION,
    &concat_array::FUNCTION,
    &copy_event::FUNCTION,
    &correlate::FUNCTION,
    &count::FUNCTION,
    &counter_as_rate::FUNCTION,
    &create_events::FUNCTION,
    &crypto_md5::FUNCTION,
    &crypto_sha1::FUNCTION,
    &crypto_sha256::FUNCTION,
    &default::FUNCTION,
    &define_table::FUNCTION,
    &drop::FUNCTION,
    &drop_event::FUNCTION,
    &duration::FUNCTION,
    &end::FUNCTION,
    &eval::FUNCTION,
    &event_field_count::FUNCTION,
    &event_internals::FUNCTION,
    &event_size::FUNCTION,
    &explain_as_table::FUNCTION,
    &fieldset::FUNCTION,
    &fieldstats::FUNCTION,
    &find_timestamp::FUNCTION,
    &format::FUNCTION,
    &format_duration::FUNCTION,
    &format_time::FUNCTION,
    &geography_distance::FUNCTION,
    &geohash::FUNCTION,
    &get_field::FUNCTION,
    &group_by::FUNCTION,
    &hash::FUNCTION,
    &hash_match::FUNCTION,
    &hash_rewrite::FUNCTION,
    &head::FUNCTION,
    &if_::FUNCTION,
    &in_::FUNCTION,
    &ioc_lookup::FUNCTION,
    &ip_location::FUNCTION,
    &join::FUNCTION,
    &json_pretty_print::FUNCTION,
    &kv_parse::FUNCTION,
    &length::FUNCTION,
    &lin_reg::FUNCTION,
    &lower::FUNCTION,
    &lowercase::FUNCTION,
    &match_::FUNCTION,
    &match_as_array::FUNCTION,
    &math_abs::FUNCTION,
    &math_arccos::FUNCTION,
    &math_arcsin::FUNCTION,
    &math_arctan::FUNCTION,
    &math_arctan2::FUNCTION,
    &math_ceil::FUNCTION,
    &math_cos::FUNCTION,
    &math_cosh::FUNCTION,
    &math_deg2rad::FUNCTION,
    &math_exp::FUNCTION,
    &math_expm1::FUNCTION,
    &math_floor::FUNCTION,
    &math_log::FUNCTION,
    &math_log10::FUNCTION,
    &math_log1p::FUNCTION,
    &math_log2::FUNCTION,
    &math_mod::FUNCTION,
    &math_pow::FUNCTION,
    &math_rad2deg::FUNCTION,
    &math_sin::FUNCTION,
    &math_sinh::FUNCTION,
    &math_spherical2cartesian::FUNCTION,
    &math_sqrt::FUNCTION,
    &math_tan::FUNCTION,
    &math_tanh::FUNCTION,
    &max::FUNCTION,
    &min::FUNCTION,
    &neighbor::FUNCTION,
    &now::FUNCTION,
    &object_array_eval::FUNCTION,
    &object_array_exists::FUNCTION,
    &parse_cef::FUNCTION,
    &parse_csv::FUNCTION,
    &parse_fixed_width::FUNCTION,
    &parse_hex_string::FUNCTION,
    &parse_int::FUNCTION,
    &parse_json::FUNCTION,
    &parse_leef::FUNCTION,
    &parse_timestamp::FUNCTION,
    &parse_uri::FUNCTION,
    &parse_url::FUNCTION,
    &parse_xml::FUNCTION,
    &partition::FUNCTION,
    &percentage::FUNCTION,
    &percentile::FUNCTION,
    &range::FUNCTION,
    &rdns::FUNCTION,
    &read_file::FUNCTION,
    &read_persisted_aggregation::FUNCTION,
    &regex::FUNCTION,
    &remote_table::FUNCTION,
    &rename::FUNCTION,
    &replace::FUNCTION,
    &reverse_dns::FUNCTION,
    &round::FUNCTION,
    &sample::FUNCTION,
    &sankey::FUNCTION,
    &select::FUNCTION,
    &select_from_max::FUNCTION,
    &select_from_min::FUNCTION,
    &select_last::FUNCTION,
    &self_join::FUNCTION,
    &self_join_filter::FUNCTION,
    &series::FUNCTION,
    &session::FUNCTION,
    &set_field::FUNCTION,
    &set_time_interval::FUNCTION,
    &shannon_entropy::FUNCTION,
    &sliding_time_window::FUNCTION,
    &sliding_window::FUNCTION,
    &sort::FUNCTION,
    &split::FUNCTION,
    &split_string::FUNCTION,
    &start::FUNCTION,
    &stats::FUNCTION,
    &std_dev::FUNCTION,
    &strip_ansi_codes::FUNCTION,
    &subnet::FUNCTION,
    &sum::FUNCTION,
    &table::FUNCTION,
    &tail::FUNCTION,
    &test::FUNCTION,
    &text_contains::FUNCTION,
    &text_edit_distance::FUNCTION,
    &text_edit_distance_as_array::FUNCTION,
    &text_ends_with::FUNCTION,
    &text_length::FUNCTION,
    &text_position_of::FUNCTION,
    &text_starts_with::FUNCTION,
    &text_substring::FUNCTION,
    &text_trim::FUNCTION,
    &time_chart::FUNCTION,
    &time_day_of_month::FUNCTION,
    &time_day_of_week::FUNCTION,
    &time_day_of_week_name::FUNCTION,
    &time_day_of_year::FUNCTION,
    &time_hour::FUNCTION,
    &time_millisecond::FUNCTION,
    &time_minute::FUNCTION,
    &time_month::FUNCTION,
    &time_month_name::FUNCTION,
    &time_second::FUNCTION,
    &time_week_of_year::FUNCTION,
    &time_year::FUNCTION,
    &token_hash::FUNCTION,
    &top::FUNCTION,
    &transpose::FUNCTION,
    &unit_convert::FUNCTION,
    &upper::FUNCTION,
    &url_decode::FUNCTION,
    &url_encode::FUNCTION,
    &wildcard::FUNCTION,
    &window::FUNCTION,
    &world_map::FUNCTION,
    &write_json::FUNCTION,
    &xml_pretty_print::FUNCTION,
];

/// The function of that name; names match without regard to case (language notes 2.5).
pub fn find(name: &str) -> Option<&'static Function> {
    FUNCTIONS.iter().copied().find(|function| function.name.eq_ignore_ascii_case(name))
}

/// All names in lower case: the words that cannot stand alone as free text (language notes 2.5).
pub fn reserved_words() -> Vec<String> {
    let words = ["case", "like", "in", "match"];
    FUNCTIONS.iter().map(|function| function.name.to_lowercase()).chain(words.map(str::to_owned)).collect()
}
