// Made by scripts/ottl.ts of facts measured on the real parsers. Do not edit.
/** Functions of all contexts: `NAME PARAMETER:TYPE,PARAMETER?:TYPE`. */
export const functions = `All source:Getter,predicate:Lambda
Any source:Getter,predicate:Lambda
Base64Decode target:StringGetter
Base64Encode target:StringGetter,variant?:StringGetter
Bool target:BoolLikeGetter
Coalesce values:[]Getter
CommunityID source_i_p:StringGetter,source_port:IntGetter,destination_i_p:StringGetter,destination_port:IntGetter,protocol?:StringGetter,seed?:IntGetter
Concat vals:[]StringLikeGetter,delimiter:StringGetter
ContainsValue target:PSliceGetter,item:Getter
ConvertAttributesToElementsXML target:StringGetter,x_path?:string
ConvertCase target:StringGetter,to_case:string
ConvertTextToElementsXML target:StringGetter,x_path?:string,element_name?:string
Day time:TimeGetter
Decode target:Getter,encoding:StringGetter
Double target:FloatLikeGetter
Duration duration:StringGetter
ExtractGrokPatterns target:StringGetter,pattern:StringGetter,named_captures_only?:bool,pattern_definitions?:[]string
ExtractPatterns target:StringGetter,pattern:StringGetter
FNV target:StringGetter
Filter source:Getter,predicate:Lambda
Find source:Getter,predicate:Lambda,mapper:Lambda?
Format format:string,vals:[]Getter
FormatTime time:TimeGetter,format:string
GetXML target:StringGetter,x_path:string
HasPrefix target:StringGetter,prefix:StringGetter
HasSuffix target:StringGetter,suffix:StringGetter
Hex target:ByteSliceLikeGetter
Hour time:TimeGetter
Hours duration:DurationGetter
Index target:Getter,value:Getter
InsertXML target:StringGetter,x_path:string,sub_document:StringGetter
Int target:IntLikeGetter
IsBool target:BoolGetter
IsDouble target:FloatGetter
IsEmpty target:Getter
IsInCIDR target:StringGetter,networks:[]StringGetter
IsInt target:IntGetter
IsList target:Getter
IsMap target:PMapGetter
IsMatch target:StringLikeGetter,pattern:StringGetter
IsString target:StringGetter
IsValidLuhn target:StringLikeGetter
Keys target:PMapGetter
Len target:Getter
Log target:FloatLikeGetter
MD5 target:StringGetter
MapEach source:Getter,mapper:Lambda
MapKeys source:PMapGetter,key_mapper:Lambda
Microseconds duration:DurationGetter
Milliseconds duration:DurationGetter
Minute time:TimeGetter
Minutes duration:DurationGetter
Month time:TimeGetter
Murmur3Hash target:StringGetter
Murmur3Hash128 target:StringGetter
Nanosecond time:TimeGetter
Nanoseconds duration:DurationGetter
Now
ParseCSV target:StringGetter,header:StringGetter,delimiter?:string,header_delimiter?:string,mode?:string
ParseInt target:StringGetter,base:IntGetter
ParseJSON target:StringGetter
ParseKeyValue target:StringGetter,delimiter?:string,pair_delimiter?:string
ParseSeverity target:Getter,mapping:PMapGetter
ParseSimplifiedXML target:StringGetter
ParseXML target:StringGetter
ProfileID target:ByteSliceLikeGetter
Reduce source:Getter,seed:Getter,accumulator:Lambda
RemoveXML target:StringGetter,x_path:string
SHA1 target:StringGetter
SHA256 target:StringGetter
SHA512 target:StringGetter
Second time:TimeGetter
Seconds duration:DurationGetter
SliceToMap target:PSliceGetter,key_path?:[]string,value_path?:[]string
Sort target:Getter,order?:string
SpanID target:ByteSliceLikeGetter
Split target:StringGetter,delimiter:StringGetter
String target:StringLikeGetter
Substring target:StringGetter,start:IntGetter,length:IntGetter,utf8_safe?:bool
Time time:StringGetter,format:string,location?:string,locale?:string
ToCamelCase target:StringGetter
ToKeyValueString target:PMapGetter,delimiter?:string,pair_delimiter?:string,sort_output?:bool
ToLowerCase target:StringGetter
ToSnakeCase target:StringGetter
ToUpperCase target:StringGetter
TraceID target:ByteSliceLikeGetter
Trim target:StringGetter,replacement?:string
TrimPrefix target:StringGetter,prefix:StringGetter
TrimSuffix target:StringGetter,suffix:StringGetter
TruncateTime time:TimeGetter,duration:DurationGetter
URL u_r_i:StringGetter
UUID
UUIDv7
Unix seconds:IntGetter,nanoseconds?:IntGetter
UnixMicro time:TimeGetter
UnixMilli time:TimeGetter
UnixNano time:TimeGetter
UnixSeconds time:TimeGetter
UserAgent user_agent:StringGetter
Values target:PMapGetter
Weekday time:TimeGetter
When condition:Lambda,true_value:Getter,false_value:Getter
XXH128 target:StringGetter
XXH3 target:StringGetter
Year time:TimeGetter
append target:GetSetter,value?:Getter,values?:[]Getter
delete_index target:PSliceGetSetter,start_index:IntGetter,end_index?:IntGetter`;
/** Functions that some contexts add: `CONTEXT CONTEXT⇥SIGNATURE`. */
export const extraFunctions = `filter/metric	HasAttrKeyOnDatapoint key:string
filter/metric	HasAttrOnDatapoint key:string,expected_val:string
filter/span transform/span	IsRootSpan
transform/datapoint	convert_summary_count_val_to_sum string_agg_temp:string,monotonic:bool,suffix?:string
transform/datapoint	convert_summary_sum_val_to_sum string_agg_temp:string,monotonic:bool,suffix?:string
transform/datapoint	merge_histogram_buckets target_value:FloatLikeGetter,method?:string
transform/datapoint transform/log transform/metric transform/resource transform/scope transform/span transform/spanevent	delete_key target:PMapGetSetter,key:StringGetter
transform/datapoint transform/log transform/metric transform/resource transform/scope transform/span transform/spanevent	delete_matching_keys target:PMapGetSetter,pattern:StringGetter
transform/datapoint transform/log transform/metric transform/resource transform/scope transform/span transform/spanevent	flatten target:PMapGetSetter,prefix?:string,depth?:int64,resolve_conflicts?:bool
transform/datapoint transform/log transform/metric transform/resource transform/scope transform/span transform/spanevent	keep_keys target:PMapGetSetter,keys:[]StringGetter
transform/datapoint transform/log transform/metric transform/resource transform/scope transform/span transform/spanevent	keep_matching_keys target:PMapGetSetter,pattern:StringGetter
transform/datapoint transform/log transform/metric transform/resource transform/scope transform/span transform/spanevent	limit target:PMapGetSetter,limit:int64,priority_keys:[]string
transform/datapoint transform/log transform/metric transform/resource transform/scope transform/span transform/spanevent	merge_maps target:PMapGetSetter,source:PMapGetter,strategy:string
transform/datapoint transform/log transform/metric transform/resource transform/scope transform/span transform/spanevent	replace_all_matches target:PMapGetSetter,pattern:StringGetter,replacement:StringGetter,function?:FunctionGetter,replacement_format?:StringGetter
transform/datapoint transform/log transform/metric transform/resource transform/scope transform/span transform/spanevent	replace_all_patterns target:PMapGetSetter,mode:string,regex_pattern:StringGetter,replacement:StringGetter,function?:FunctionGetter,replacement_format?:StringGetter
transform/datapoint transform/log transform/metric transform/resource transform/scope transform/span transform/spanevent	replace_match target:GetSetter,pattern:StringGetter,replacement:StringGetter,function?:FunctionGetter,replacement_format?:StringGetter
transform/datapoint transform/log transform/metric transform/resource transform/scope transform/span transform/spanevent	replace_pattern target:GetSetter,regex_pattern:StringGetter,replacement:StringGetter,function?:FunctionGetter,replacement_format?:StringGetter
transform/datapoint transform/log transform/metric transform/resource transform/scope transform/span transform/spanevent	set target:Setter,value:Getter
transform/datapoint transform/log transform/metric transform/resource transform/scope transform/span transform/spanevent	stringify_all target:PMapGetSetter
transform/datapoint transform/log transform/metric transform/resource transform/scope transform/span transform/spanevent	truncate_all target:PMapGetSetter,limit:int64,utf8_safe?:bool,truncation_marker?:string
transform/log	ParseCEF target:StringGetter
transform/log	ParseCLF target:StringGetter,format?:string
transform/log	ParseELF target:StringGetter
transform/log	ParseLEEF target:StringGetter
transform/metric	aggregate_on_attribute_value aggregation_function:string,attribute:string,values:[]string,new_value:string
transform/metric	aggregate_on_attributes aggregation_function:string,attributes?:[]string
transform/metric	convert_exponential_histogram_to_histogram distribution_fn:string,explicit_bounds:[]float64
transform/metric	convert_gauge_to_sum string_agg_temp:string,monotonic:bool
transform/metric	convert_sum_to_gauge
transform/metric	convert_summary_quantile_val_to_gauge attribute_key?:string,suffix?:string
transform/metric	copy_metric name?:StringGetter,description?:StringGetter,unit?:StringGetter
transform/metric	extract_count_metric monotonic:bool,suffix?:string
transform/metric	extract_percentile_metric percentile:float64,suffix?:string
transform/metric	extract_sum_metric monotonic:bool,suffix?:string
transform/metric	scale_metric multiplier:float64,unit?:StringGetter
transform/span	set_semconv_span_name semconv_version:string,original_span_name_attribute?:string`;
/** Paths by context, `[]` where a field takes keys: `CONTEXT⇥PATH PATH`. */
export const paths = `filter/datapoint	datapoint.attributes datapoint.attributes[] datapoint.bucket_counts datapoint.cache datapoint.cache[] datapoint.count datapoint.exemplars datapoint.explicit_bounds datapoint.flags datapoint.negative datapoint.negative.bucket_counts datapoint.negative.offset datapoint.positive datapoint.positive.bucket_counts datapoint.positive.offset datapoint.quantile_values datapoint.scale datapoint.start_time datapoint.start_time_unix_nano datapoint.sum datapoint.time datapoint.time_unix_nano datapoint.value_double datapoint.value_int datapoint.zero_count instrumentation_scope.attributes instrumentation_scope.attributes[] instrumentation_scope.dropped_attributes_count instrumentation_scope.name instrumentation_scope.schema_url instrumentation_scope.version metric.aggregation_temporality metric.data_points metric.description metric.is_monotonic metric.metadata metric.metadata[] metric.name metric.type metric.unit otelcol.client.auth.attributes otelcol.client.metadata otelcol.client.metadata[] otelcol.grpc.metadata otelcol.grpc.metadata[] resource.attributes resource.attributes[] resource.dropped_attributes_count resource.schema_url scope.attributes scope.attributes[] scope.dropped_attributes_count scope.name scope.schema_url scope.version
filter/log	instrumentation_scope.attributes instrumentation_scope.attributes[] instrumentation_scope.dropped_attributes_count instrumentation_scope.name instrumentation_scope.schema_url instrumentation_scope.version log.attributes log.attributes[] log.body log.body.string log.body[] log.cache log.cache[] log.dropped_attributes_count log.event_name log.flags log.observed_time log.observed_time_unix_nano log.severity_number log.severity_text log.span_id log.span_id.string log.time log.time_unix_nano log.trace_id log.trace_id.string otelcol.client.auth.attributes otelcol.client.metadata otelcol.client.metadata[] otelcol.grpc.metadata otelcol.grpc.metadata[] resource.attributes resource.attributes[] resource.dropped_attributes_count resource.schema_url scope.attributes scope.attributes[] scope.dropped_attributes_count scope.name scope.schema_url scope.version
filter/metric	instrumentation_scope.attributes instrumentation_scope.attributes[] instrumentation_scope.dropped_attributes_count instrumentation_scope.name instrumentation_scope.schema_url instrumentation_scope.version metric.aggregation_temporality metric.cache metric.cache[] metric.data_points metric.description metric.is_monotonic metric.metadata metric.metadata[] metric.name metric.type metric.unit otelcol.client.auth.attributes otelcol.client.metadata otelcol.client.metadata[] otelcol.grpc.metadata otelcol.grpc.metadata[] resource.attributes resource.attributes[] resource.dropped_attributes_count resource.schema_url scope.attributes scope.attributes[] scope.dropped_attributes_count scope.name scope.schema_url scope.version
filter/resource	otelcol.client.auth.attributes otelcol.client.metadata otelcol.client.metadata[] otelcol.grpc.metadata otelcol.grpc.metadata[] resource.attributes resource.attributes[] resource.cache resource.cache[] resource.dropped_attributes_count resource.schema_url
filter/span	instrumentation_scope.attributes instrumentation_scope.attributes[] instrumentation_scope.dropped_attributes_count instrumentation_scope.name instrumentation_scope.schema_url instrumentation_scope.version otelcol.client.auth.attributes otelcol.client.metadata otelcol.client.metadata[] otelcol.grpc.metadata otelcol.grpc.metadata[] resource.attributes resource.attributes[] resource.dropped_attributes_count resource.schema_url scope.attributes scope.attributes[] scope.dropped_attributes_count scope.name scope.schema_url scope.version span.attributes span.attributes[] span.cache span.cache[] span.dropped_attributes_count span.dropped_events_count span.dropped_links_count span.end_time span.end_time_unix_nano span.events span.flags span.kind span.kind.deprecated_string span.kind.string span.links span.name span.parent_span_id span.parent_span_id.string span.span_id span.span_id.string span.start_time span.start_time_unix_nano span.status span.status.code span.status.message span.trace_id span.trace_id.string span.trace_state span.trace_state[]
filter/spanevent	instrumentation_scope.attributes instrumentation_scope.attributes[] instrumentation_scope.dropped_attributes_count instrumentation_scope.name instrumentation_scope.schema_url instrumentation_scope.version otelcol.client.auth.attributes otelcol.client.metadata otelcol.client.metadata[] otelcol.grpc.metadata otelcol.grpc.metadata[] resource.attributes resource.attributes[] resource.dropped_attributes_count resource.schema_url scope.attributes scope.attributes[] scope.dropped_attributes_count scope.name scope.schema_url scope.version span.attributes span.attributes[] span.dropped_attributes_count span.dropped_events_count span.dropped_links_count span.end_time span.end_time_unix_nano span.events span.flags span.kind span.kind.deprecated_string span.kind.string span.links span.name span.parent_span_id span.parent_span_id.string span.span_id span.span_id.string span.start_time span.start_time_unix_nano span.status span.status.code span.status.message span.trace_id span.trace_id.string span.trace_state span.trace_state[] spanevent.attributes spanevent.attributes[] spanevent.cache spanevent.cache[] spanevent.dropped_attributes_count spanevent.event_index spanevent.name spanevent.time spanevent.time_unix_nano
transform, plain/datapoint	attributes attributes[] bucket_counts cache cache[] count datapoint.attributes datapoint.attributes[] datapoint.bucket_counts datapoint.cache datapoint.cache[] datapoint.count datapoint.exemplars datapoint.explicit_bounds datapoint.flags datapoint.negative datapoint.negative.bucket_counts datapoint.negative.offset datapoint.positive datapoint.positive.bucket_counts datapoint.positive.offset datapoint.quantile_values datapoint.scale datapoint.start_time datapoint.start_time_unix_nano datapoint.sum datapoint.time datapoint.time_unix_nano datapoint.value_double datapoint.value_int datapoint.zero_count exemplars explicit_bounds flags instrumentation_scope.attributes instrumentation_scope.attributes[] instrumentation_scope.dropped_attributes_count instrumentation_scope.name instrumentation_scope.schema_url instrumentation_scope.version metric.aggregation_temporality metric.data_points metric.description metric.is_monotonic metric.metadata metric.metadata[] metric.name metric.type metric.unit negative negative.bucket_counts negative.offset otelcol.client.auth.attributes otelcol.client.metadata otelcol.client.metadata[] otelcol.grpc.metadata otelcol.grpc.metadata[] positive positive.bucket_counts positive.offset quantile_values resource.attributes resource.attributes[] resource.dropped_attributes_count resource.schema_url scale scope.attributes scope.attributes[] scope.dropped_attributes_count scope.name scope.schema_url scope.version start_time start_time_unix_nano sum time time_unix_nano value_double value_int zero_count
transform, plain/log	attributes attributes[] body body.string body[] cache cache[] dropped_attributes_count event_name flags instrumentation_scope.attributes instrumentation_scope.attributes[] instrumentation_scope.dropped_attributes_count instrumentation_scope.name instrumentation_scope.schema_url instrumentation_scope.version log.attributes log.attributes[] log.body log.body.string log.body[] log.cache log.cache[] log.dropped_attributes_count log.event_name log.flags log.observed_time log.observed_time_unix_nano log.severity_number log.severity_text log.span_id log.span_id.string log.time log.time_unix_nano log.trace_id log.trace_id.string observed_time observed_time_unix_nano otelcol.client.auth.attributes otelcol.client.metadata otelcol.client.metadata[] otelcol.grpc.metadata otelcol.grpc.metadata[] resource.attributes resource.attributes[] resource.dropped_attributes_count resource.schema_url scope.attributes scope.attributes[] scope.dropped_attributes_count scope.name scope.schema_url scope.version severity_number severity_text span_id span_id.string time time_unix_nano trace_id trace_id.string
transform, plain/metric	aggregation_temporality cache cache[] data_points description instrumentation_scope.attributes instrumentation_scope.attributes[] instrumentation_scope.dropped_attributes_count instrumentation_scope.name instrumentation_scope.schema_url instrumentation_scope.version is_monotonic metadata metadata[] metric.aggregation_temporality metric.cache metric.cache[] metric.data_points metric.description metric.is_monotonic metric.metadata metric.metadata[] metric.name metric.type metric.unit name otelcol.client.auth.attributes otelcol.client.metadata otelcol.client.metadata[] otelcol.grpc.metadata otelcol.grpc.metadata[] resource.attributes resource.attributes[] resource.dropped_attributes_count resource.schema_url scope.attributes scope.attributes[] scope.dropped_attributes_count scope.name scope.schema_url scope.version type unit
transform, plain/resource	attributes attributes[] cache cache[] dropped_attributes_count otelcol.client.auth.attributes otelcol.client.metadata otelcol.client.metadata[] otelcol.grpc.metadata otelcol.grpc.metadata[] resource.attributes resource.attributes[] resource.cache resource.cache[] resource.dropped_attributes_count resource.schema_url schema_url
transform, plain/scope	attributes attributes[] cache cache[] dropped_attributes_count instrumentation_scope.attributes instrumentation_scope.attributes[] instrumentation_scope.dropped_attributes_count instrumentation_scope.name instrumentation_scope.schema_url instrumentation_scope.version name otelcol.client.auth.attributes otelcol.client.metadata otelcol.client.metadata[] otelcol.grpc.metadata otelcol.grpc.metadata[] resource.attributes resource.attributes[] resource.dropped_attributes_count resource.schema_url schema_url scope.attributes scope.attributes[] scope.cache scope.cache[] scope.dropped_attributes_count scope.name scope.schema_url scope.version version
transform, plain/span	attributes attributes[] cache cache[] dropped_attributes_count dropped_events_count dropped_links_count end_time end_time_unix_nano events flags instrumentation_scope.attributes instrumentation_scope.attributes[] instrumentation_scope.dropped_attributes_count instrumentation_scope.name instrumentation_scope.schema_url instrumentation_scope.version kind kind.deprecated_string kind.string links name otelcol.client.auth.attributes otelcol.client.metadata otelcol.client.metadata[] otelcol.grpc.metadata otelcol.grpc.metadata[] parent_span_id parent_span_id.string resource.attributes resource.attributes[] resource.dropped_attributes_count resource.schema_url scope.attributes scope.attributes[] scope.dropped_attributes_count scope.name scope.schema_url scope.version span.attributes span.attributes[] span.cache span.cache[] span.dropped_attributes_count span.dropped_events_count span.dropped_links_count span.end_time span.end_time_unix_nano span.events span.flags span.kind span.kind.deprecated_string span.kind.string span.links span.name span.parent_span_id span.parent_span_id.string span.span_id span.span_id.string span.start_time span.start_time_unix_nano span.status span.status.code span.status.message span.trace_id span.trace_id.string span.trace_state span.trace_state[] span_id span_id.string start_time start_time_unix_nano status status.code status.message trace_id trace_id.string trace_state trace_state[]
transform, plain/spanevent	attributes attributes[] cache cache[] dropped_attributes_count event_index instrumentation_scope.attributes instrumentation_scope.attributes[] instrumentation_scope.dropped_attributes_count instrumentation_scope.name instrumentation_scope.schema_url instrumentation_scope.version name otelcol.client.auth.attributes otelcol.client.metadata otelcol.client.metadata[] otelcol.grpc.metadata otelcol.grpc.metadata[] resource.attributes resource.attributes[] resource.dropped_attributes_count resource.schema_url scope.attributes scope.attributes[] scope.dropped_attributes_count scope.name scope.schema_url scope.version span.attributes span.attributes[] span.dropped_attributes_count span.dropped_events_count span.dropped_links_count span.end_time span.end_time_unix_nano span.events span.flags span.kind span.kind.deprecated_string span.kind.string span.links span.name span.parent_span_id span.parent_span_id.string span.span_id span.span_id.string span.start_time span.start_time_unix_nano span.status span.status.code span.status.message span.trace_id span.trace_id.string span.trace_state span.trace_state[] spanevent.attributes spanevent.attributes[] spanevent.cache spanevent.cache[] spanevent.dropped_attributes_count spanevent.event_index spanevent.name spanevent.time spanevent.time_unix_nano time time_unix_nano
transform/datapoint	datapoint.attributes datapoint.attributes[] datapoint.bucket_counts datapoint.cache datapoint.cache[] datapoint.count datapoint.exemplars datapoint.explicit_bounds datapoint.flags datapoint.negative datapoint.negative.bucket_counts datapoint.negative.offset datapoint.positive datapoint.positive.bucket_counts datapoint.positive.offset datapoint.quantile_values datapoint.scale datapoint.start_time datapoint.start_time_unix_nano datapoint.sum datapoint.time datapoint.time_unix_nano datapoint.value_double datapoint.value_int datapoint.zero_count instrumentation_scope.attributes instrumentation_scope.attributes[] instrumentation_scope.dropped_attributes_count instrumentation_scope.name instrumentation_scope.schema_url instrumentation_scope.version metric.aggregation_temporality metric.data_points metric.description metric.is_monotonic metric.metadata metric.metadata[] metric.name metric.type metric.unit otelcol.client.auth.attributes otelcol.client.metadata otelcol.client.metadata[] otelcol.grpc.metadata otelcol.grpc.metadata[] resource.attributes resource.attributes[] resource.dropped_attributes_count resource.schema_url scope.attributes scope.attributes[] scope.dropped_attributes_count scope.name scope.schema_url scope.version
transform/log	instrumentation_scope.attributes instrumentation_scope.attributes[] instrumentation_scope.dropped_attributes_count instrumentation_scope.name instrumentation_scope.schema_url instrumentation_scope.version log.attributes log.attributes[] log.body log.body.string log.body[] log.cache log.cache[] log.dropped_attributes_count log.event_name log.flags log.observed_time log.observed_time_unix_nano log.severity_number log.severity_text log.span_id log.span_id.string log.time log.time_unix_nano log.trace_id log.trace_id.string otelcol.client.auth.attributes otelcol.client.metadata otelcol.client.metadata[] otelcol.grpc.metadata otelcol.grpc.metadata[] resource.attributes resource.attributes[] resource.dropped_attributes_count resource.schema_url scope.attributes scope.attributes[] scope.dropped_attributes_count scope.name scope.schema_url scope.version
transform/metric	instrumentation_scope.attributes instrumentation_scope.attributes[] instrumentation_scope.dropped_attributes_count instrumentation_scope.name instrumentation_scope.schema_url instrumentation_scope.version metric.aggregation_temporality metric.cache metric.cache[] metric.data_points metric.description metric.is_monotonic metric.metadata metric.metadata[] metric.name metric.type metric.unit otelcol.client.auth.attributes otelcol.client.metadata otelcol.client.metadata[] otelcol.grpc.metadata otelcol.grpc.metadata[] resource.attributes resource.attributes[] resource.dropped_attributes_count resource.schema_url scope.attributes scope.attributes[] scope.dropped_attributes_count scope.name scope.schema_url scope.version
transform/resource	otelcol.client.auth.attributes otelcol.client.metadata otelcol.client.metadata[] otelcol.grpc.metadata otelcol.grpc.metadata[] resource.attributes resource.attributes[] resource.cache resource.cache[] resource.dropped_attributes_count resource.schema_url
transform/scope	otelcol.client.auth.attributes otelcol.client.metadata otelcol.client.metadata[] otelcol.grpc.metadata otelcol.grpc.metadata[] resource.attributes resource.attributes[] resource.dropped_attributes_count resource.schema_url scope.attributes scope.attributes[] scope.cache scope.cache[] scope.dropped_attributes_count scope.name scope.schema_url scope.version
transform/span	instrumentation_scope.attributes instrumentation_scope.attributes[] instrumentation_scope.dropped_attributes_count instrumentation_scope.name instrumentation_scope.schema_url instrumentation_scope.version otelcol.client.auth.attributes otelcol.client.metadata otelcol.client.metadata[] otelcol.grpc.metadata otelcol.grpc.metadata[] resource.attributes resource.attributes[] resource.dropped_attributes_count resource.schema_url scope.attributes scope.attributes[] scope.dropped_attributes_count scope.name scope.schema_url scope.version span.attributes span.attributes[] span.cache span.cache[] span.dropped_attributes_count span.dropped_events_count span.dropped_links_count span.end_time span.end_time_unix_nano span.events span.flags span.kind span.kind.deprecated_string span.kind.string span.links span.name span.parent_span_id span.parent_span_id.string span.span_id span.span_id.string span.start_time span.start_time_unix_nano span.status span.status.code span.status.message span.trace_id span.trace_id.string span.trace_state span.trace_state[]
transform/spanevent	instrumentation_scope.attributes instrumentation_scope.attributes[] instrumentation_scope.dropped_attributes_count instrumentation_scope.name instrumentation_scope.schema_url instrumentation_scope.version otelcol.client.auth.attributes otelcol.client.metadata otelcol.client.metadata[] otelcol.grpc.metadata otelcol.grpc.metadata[] resource.attributes resource.attributes[] resource.dropped_attributes_count resource.schema_url scope.attributes scope.attributes[] scope.dropped_attributes_count scope.name scope.schema_url scope.version span.attributes span.attributes[] span.dropped_attributes_count span.dropped_events_count span.dropped_links_count span.end_time span.end_time_unix_nano span.events span.flags span.kind span.kind.deprecated_string span.kind.string span.links span.name span.parent_span_id span.parent_span_id.string span.span_id span.span_id.string span.start_time span.start_time_unix_nano span.status span.status.code span.status.message span.trace_id span.trace_id.string span.trace_state span.trace_state[] spanevent.attributes spanevent.attributes[] spanevent.cache spanevent.cache[] spanevent.dropped_attributes_count spanevent.event_index spanevent.name spanevent.time spanevent.time_unix_nano`;
