package bdc.scoring;

import com.microsoft.sqlserver.javalangextension.PrimitiveDataset;
import java.lang.reflect.Array;
import java.sql.JDBCType;

/** A column of a data set of SQL Server. */
final class Column {
  private final PrimitiveDataset data;
  private final int index;
  private final ColumnType<?> type;
  private final Object values;
  private final boolean[] nulls;

  Column(PrimitiveDataset data, int index) {
    this.data = data;
    this.index = index;
    type = ColumnType.of(data.getColumnType(index));
    if (type == null) throw error("is of a type that cannot be read, " + typeName());
    values = type.values(data, index);
    nulls = data.getColumnNullMap(index);
  }

  String name() {
    return data.getColumnName(index);
  }

  int rows() {
    return values == null ? 0 : Array.getLength(values);
  }

  void requireNumbers() {
    if (!type.isNumber()) throw error("is " + typeName() + "; the model takes numbers");
  }

  boolean isNull(int row) {
    return nulls == null ? !values.getClass().getComponentType().isPrimitive() && Array.get(values, row) == null : nulls[row];
  }

  /** The number in a row that is not NULL, as precise as models calculate. */
  float number(int row) {
    double value = type.number(values, row);
    float number = (float) value;
    if (!Float.isFinite(number)) throw error("has " + value + " in row " + (row + 1) + ", which is more than the model can take");
    return number;
  }

  void copyTo(PrimitiveDataset other, int as) {
    other.addColumnMetadata(as, name(), data.getColumnType(index), data.getColumnPrecision(index), data.getColumnScale(index));
    type.add(other, as, values, nulls);
  }

  IllegalArgumentException error(String problem) {
    return new IllegalArgumentException("column " + name() + " " + problem);
  }

  private String typeName() {
    return JDBCType.valueOf(data.getColumnType(index)).getName();
  }
}
