package bdc.scoring;

import com.microsoft.sqlserver.javalangextension.PrimitiveDataset;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * A type of columns: how SQL Server's data sets hold their values, as arrays of type {@code A}.
 *
 * @see <a href="https://learn.microsoft.com/sql/language-extensions/how-to/java-to-sql-data-types">data types</a>
 */
final class ColumnType<A> {
  /** Adds a column to a data set; types whose values are objects need no map of what is NULL. */
  interface Adder<A> {
    void add(PrimitiveDataset data, int column, A values, boolean[] nulls);
  }

  /** The number in a row. */
  interface Reader<A> {
    double number(A values, int row);
  }

  private static final Map<Integer, ColumnType<?>> TYPES = new HashMap<>();

  static {
    ColumnType<short[]> shorts =
        new ColumnType<>(PrimitiveDataset::getShortColumn, PrimitiveDataset::addShortColumn, (values, row) -> values[row]);
    ColumnType<BigDecimal[]> decimals =
        new ColumnType<>(
            PrimitiveDataset::getNumericColumn,
            (data, column, values, nulls) -> data.addNumericColumn(column, values),
            (values, row) -> values[row].doubleValue());
    ColumnType<String[]> strings =
        new ColumnType<>(PrimitiveDataset::getStringColumn, (data, column, values, nulls) -> data.addStringColumn(column, values), null);

    TYPES.put(
        Types.BIT,
        new ColumnType<boolean[]>(
            PrimitiveDataset::getBooleanColumn, PrimitiveDataset::addBooleanColumn, (values, row) -> values[row] ? 1 : 0));
    TYPES.put(Types.TINYINT, shorts);
    TYPES.put(Types.SMALLINT, shorts);
    TYPES.put(
        Types.INTEGER,
        new ColumnType<int[]>(PrimitiveDataset::getIntColumn, PrimitiveDataset::addIntColumn, (values, row) -> values[row]));
    TYPES.put(
        Types.BIGINT,
        new ColumnType<long[]>(PrimitiveDataset::getLongColumn, PrimitiveDataset::addLongColumn, (values, row) -> values[row]));
    TYPES.put(
        Types.REAL,
        new ColumnType<float[]>(PrimitiveDataset::getFloatColumn, PrimitiveDataset::addFloatColumn, (values, row) -> values[row]));
    TYPES.put(
        Types.DOUBLE,
        new ColumnType<double[]>(PrimitiveDataset::getDoubleColumn, PrimitiveDataset::addDoubleColumn, (values, row) -> values[row]));
    TYPES.put(Types.NUMERIC, decimals);
    TYPES.put(Types.DECIMAL, decimals);
    TYPES.put(Types.CHAR, strings);
    TYPES.put(Types.VARCHAR, strings);
    TYPES.put(Types.NCHAR, strings);
    TYPES.put(Types.NVARCHAR, strings);
    TYPES.put(
        Types.VARBINARY,
        new ColumnType<byte[][]>(
            PrimitiveDataset::getBinaryColumn, (data, column, values, nulls) -> data.addBinaryColumn(column, values), null));
    TYPES.put(
        Types.DATE,
        new ColumnType<Date[]>(PrimitiveDataset::getDateColumn, (data, column, values, nulls) -> data.addDateColumn(column, values), null));
    TYPES.put(
        Types.TIMESTAMP,
        new ColumnType<Timestamp[]>(
            PrimitiveDataset::getTimestampColumn, (data, column, values, nulls) -> data.addTimestampColumn(column, values), null));
  }

  private final BiFunction<PrimitiveDataset, Integer, A> getter;
  private final Adder<A> adder;
  private final Reader<A> reader;

  private ColumnType(BiFunction<PrimitiveDataset, Integer, A> getter, Adder<A> adder, Reader<A> reader) {
    this.getter = getter;
    this.adder = adder;
    this.reader = reader;
  }

  /** The type with a number of {@link java.sql.Types}, or null. */
  static ColumnType<?> of(int sqlType) {
    return TYPES.get(sqlType);
  }

  boolean isNumber() {
    return reader != null;
  }

  /** The values of a column as an array; none if there are no rows. */
  A values(PrimitiveDataset data, int column) {
    return getter.apply(data, column);
  }

  /** The number in a row of {@link #values}. */
  @SuppressWarnings("unchecked")
  double number(Object values, int row) {
    return reader.number((A) values, row);
  }

  /** Adds a column with the values of another. */
  @SuppressWarnings("unchecked")
  void add(PrimitiveDataset data, int column, Object values, boolean[] nulls) {
    adder.add(data, column, (A) values, nulls);
  }
}
